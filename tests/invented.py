"""Who is reported in invented texts, by which the engine is tested."""

import readout

LEDE = "President Ana Sol of Meridia held talks with Prime Minister Bo Lund of Norrland. "


def voices(text, title="Sol Calls Lund\n\n"):
    """Speaker and rule of each body sentence of an invented text."""
    body = readout.parse(title + text).body
    return list(zip(body["speaker"], body["rule"], strict=True))

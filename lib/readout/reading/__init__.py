"""Any file becomes clean text in pieces."""

"""Documents out: composed once as blocks, rendered as PDF, DOCX and HTML with the same content."""

"""One module a subject: parse the request, call one use case, render."""

"""The security headers of every response, after Mozilla's list. A browser fetches nothing from another host, puts the
pages in nobody's frame, and asks for no camera, place or payment.
"""

POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "img-src": "'self' data:",
    "manifest-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "worker-src": "'self'",
}
FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
CACHING = {"Cache-Control": "private, no-cache"}
"""Where a page says nothing else: no cache between the server and the browser keeps what only those with the key may
see, and the browser asks again. Pages that hold somebody's own words or name are kept by nobody (`never_cache`).
"""
TLS_HEADERS = {"Strict-Transport-Security": "max-age=63072000"}
"""Only where the request came by TLS: a promise about a plain port would shut the pages out."""

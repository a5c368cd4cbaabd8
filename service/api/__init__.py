"""The HTTP interface under /api: JSON, RFC 9457 problems. One file per resource."""

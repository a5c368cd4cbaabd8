"""Who works the queued runs: threads of this process (embedded), or workers on any machine (Procrastinate on PostgreSQL)."""

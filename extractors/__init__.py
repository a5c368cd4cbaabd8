"""PDF -> evidence -> proven facts: a pure core, a function of bytes and configuration."""

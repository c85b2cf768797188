// Exists only to build the precompiled header that the libraries reuse.

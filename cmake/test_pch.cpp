// Exists only to build the precompiled header that all unit tests reuse.

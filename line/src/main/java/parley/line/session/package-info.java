/**
 * A line's protocol without I/O: frames, and the state machine that keeps a session over a chain of
 * connections. Time and randomness are parameters; one thread at a time.
 */
package parley.line.session;

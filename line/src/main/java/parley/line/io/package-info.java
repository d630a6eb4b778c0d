/** TLS 1.3 (RFC 8446) over blocking sockets and virtual threads; the only package with a clock. */
package parley.line.io;

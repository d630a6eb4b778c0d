/**
 * Tests of a line: a sweep and a moving picture there and back by the way that calls take. {@link
 * parley.node.line.probe.Tester} is the pure core; it is told the time and its randomness.
 */
package parley.node.line.probe;

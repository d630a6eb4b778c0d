/**
 * Measurements: what a person waits for, what a machine must have, what the core costs beside a
 * peer in the same run. Figures are distributions; {@code ./parley bench} prints them and draws
 * them.
 */
package parley.bench;

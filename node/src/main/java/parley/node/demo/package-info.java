/**
 * Norland and Sudria: two invented delegations, a talk under way between them, and the page from
 * which to be any of them.
 */
package parley.node.demo;

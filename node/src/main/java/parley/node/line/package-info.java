/**
 * Delegations of other nodes: who they are, how they are invited, how their lines do, and the pages
 * on which people see to that.
 */
package parley.node.line;

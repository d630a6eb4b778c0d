/**
 * What whoever runs a node does in a browser: makes delegations and invites the first administrator
 * of each. Talks and other people are out of reach here.
 */
package parley.node.operator;

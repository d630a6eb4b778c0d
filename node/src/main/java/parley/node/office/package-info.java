/**
 * A delegation's own office: its administrators invite people, give and take roles, end sessions
 * and read the audit. Every act is one transaction with its line in the audit.
 */
package parley.node.office;

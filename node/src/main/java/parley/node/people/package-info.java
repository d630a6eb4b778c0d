/**
 * The delegations of this node, their delegates and how a delegate is known: sign-in links,
 * sessions, keys. Knows nothing of pages (see {@link parley.node.people.pages}). Secrets are stored
 * as digests only.
 */
package parley.node.people;

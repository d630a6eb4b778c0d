/**
 * What this node signs with: each delegation's keys, and in the demo each person's software
 * authenticator. Seeds lie in files that only the node's user can read, beside the database and not
 * in it (see {@link parley.node.storage.KeyFile}).
 */
package parley.node.keys;

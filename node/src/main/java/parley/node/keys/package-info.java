/**
 * What this node signs with: each delegation's keys, and in the demo each person's software
 * authenticator. Seeds lie locked beside the database and not in it (see {@link
 * parley.node.storage.KeyVault}).
 */
package parley.node.keys;

/**
 * What outlives the process: the data directory, the database with its one writer, the keys, and
 * the journal of entries that is durable before it is acknowledged.
 */
package parley.node.storage;

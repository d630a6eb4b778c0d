/**
 * The media plane as a node sees it: a {@link parley.relay.Relay} has one media thread, a {@link
 * parley.relay.Room} lives on it and needs no lock; its calls leave commands, its listeners are
 * called on that thread. Within: what a peer publishes (ingest), what it receives (forward), what
 * its link bears (estimate), its transport (peer). Nothing of a payload is read but its VP8
 * descriptor.
 */
package parley.relay;

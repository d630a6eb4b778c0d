/**
 * The room as a browser reaches it: the page, and JSON over one WebSocket (the client's half is
 * {@code client/src/protocol}). Decides who may be in a talk's room, shows everybody the same
 * roster, and hands media over to {@link parley.relay.Relay}.
 *
 * <p>Each talk's room is owned by one thread; sockets, the relay and the clock leave it commands.
 * Nothing here reads SDP or media.
 */
package parley.node.room;

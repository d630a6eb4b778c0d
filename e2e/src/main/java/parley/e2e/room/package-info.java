/** The room as its users have it: going in, and what arrives there of everybody else. */
package parley.e2e.room;

/**
 * What the fake cameras and microphones of the tests carry, so that a receiver can tell whose
 * picture and whose sound reached it: a seat number and a frame counter in black and white blocks,
 * and a tone.
 */
package parley.e2e.capture;

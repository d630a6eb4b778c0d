package parley.node.press.publicview;

/**
 * A statement's picture, as its statement signs it.
 *
 * @param sha256 of the file's bytes, as base64url; also its address
 * @param type its media type
 */
public record PublicPicture(String sha256, String type, int width, int height) {}

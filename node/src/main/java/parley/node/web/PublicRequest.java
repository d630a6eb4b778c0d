package parley.node.web;

import java.util.Map;
import parley.node.words.Language;

/**
 * All that a handler of the press rooms learns of a request.
 *
 * @param delegation whose press room was asked; it may not exist
 * @param language the one that {@code ?lang=} asks for, or else the reader's, of those the house
 *     has
 * @param pathParameters the variable parts of the path
 */
public record PublicRequest(
    String delegation, Language language, Map<String, String> pathParameters) {
  public PublicRequest {
    pathParameters = Map.copyOf(pathParameters);
  }

  /** The variable part {@code name} of the path. */
  public String path(String name) {
    return pathParameters.get(name);
  }
}

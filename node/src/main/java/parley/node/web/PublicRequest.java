package parley.node.web;

import java.util.Map;
import java.util.Optional;
import parley.node.words.Language;

/**
 * All that a handler of the press rooms learns of a request.
 *
 * @param delegation whose press room was asked; it may not exist
 * @param language the one that {@code ?lang=} asks for, or else the reader's, of those the house
 *     has
 * @param pathParameters the variable parts of the path
 * @param queryParameters the first value of each
 */
public record PublicRequest(
    String delegation,
    Language language,
    Map<String, String> pathParameters,
    Map<String, String> queryParameters) {
  public PublicRequest {
    pathParameters = Map.copyOf(pathParameters);
    queryParameters = Map.copyOf(queryParameters);
  }

  /** The variable part {@code name} of the path. */
  public String path(String name) {
    return pathParameters.get(name);
  }

  /** A parameter after the question mark. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(queryParameters.get(name));
  }
}

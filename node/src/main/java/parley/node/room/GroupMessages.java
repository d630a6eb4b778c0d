package parley.node.room;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import parley.node.room.group.GroupNotice;
import parley.node.room.group.GroupRequest;

/** Writes and reads what concerns the group, for browsers and for other nodes. */
final class GroupMessages {
  /** Reads strictly. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private GroupMessages() {}

  /** A request of this type; empty if that is none. */
  static Optional<GroupRequest> request(String type, ObjectNode object)
      throws JsonProcessingException {
    return switch (type) {
      case "key-package" -> as(object, GroupRequest.KeyPackage.class);
      case "resume" -> as(object, GroupRequest.Resume.class);
      case "create" -> as(object, GroupRequest.Create.class);
      case "commit" -> as(object, GroupRequest.Commit.class);
      case "reached" -> as(object, GroupRequest.Reached.class);
      case "lost" -> as(object, GroupRequest.Lost.class);
      case "message" -> as(object, GroupRequest.Message.class);
      default -> Optional.empty();
    };
  }

  private static Optional<GroupRequest> as(ObjectNode object, Class<? extends GroupRequest> kind)
      throws JsonProcessingException {
    return Optional.of(JSON.treeToValue(object, kind));
  }

  static GroupRequest request(ObjectNode object)
      throws JsonProcessingException, ClientMessages.Malformed {
    return request(typeOf(object), object)
        .orElseThrow(() -> new ClientMessages.Malformed("request"));
  }

  static GroupNotice notice(ObjectNode object)
      throws JsonProcessingException, ClientMessages.Malformed {
    return switch (typeOf(object)) {
      case "open-group" -> JSON.treeToValue(object, GroupNotice.OpenGroup.class);
      case "commit-wanted" -> JSON.treeToValue(object, GroupNotice.CommitWanted.class);
      case "commit" -> JSON.treeToValue(object, GroupNotice.Commit.class);
      case "welcome" -> JSON.treeToValue(object, GroupNotice.Welcome.class);
      case "stale" -> JSON.treeToValue(object, GroupNotice.Stale.class);
      case "rejoin" -> JSON.treeToValue(object, GroupNotice.Rejoin.class);
      case "message" -> JSON.treeToValue(object, GroupNotice.Message.class);
      case "full" -> JSON.treeToValue(object, GroupNotice.Full.class);
      case "again" -> JSON.treeToValue(object, GroupNotice.Again.class);
      default -> throw new ClientMessages.Malformed("notice");
    };
  }

  private static String typeOf(ObjectNode object) {
    JsonNode type = object.remove("type");
    return type == null ? "" : type.asText();
  }

  static ObjectNode object(GroupNotice notice) {
    return typed(notice.type(), notice);
  }

  static ObjectNode object(GroupRequest request) {
    return typed(request.type(), request);
  }

  private static ObjectNode typed(String type, Object content) {
    ObjectNode object = JSON.createObjectNode().put("type", type);
    object.setAll(JSON.<ObjectNode>valueToTree(content));
    return object;
  }
}

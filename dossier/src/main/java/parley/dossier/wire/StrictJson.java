package parley.dossier.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.dossier.model.Reason;

/**
 * Reads I-JSON (RFC 7493) and nothing else: UTF-8 without a mark, no lone surrogates or
 * noncharacters, no member twice, integers within 2^53, and neither null nor fractions, which our
 * formats do not have.
 */
public final class StrictJson {
  /** Deepest nesting; our formats need seven levels. */
  static final int MAX_DEPTH = 12;

  private static final long MAX_INTEGER = (1L << 53) - 1;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH + 1)
                  .maxNumberLength(20)
                  .maxNameLength(200)
                  .maxStringLength(Jws.MAX_LENGTH)
                  .build())
          .build();

  private StrictJson() {}

  /** The object that these bytes write, at most {@code limit} of them. */
  public static Json.Obj object(byte[] utf8, int limit) {
    if (utf8.length > limit) {
      throw Reason.TOO_LARGE.because(utf8.length + " bytes of JSON");
    }
    try (JsonParser parser = FACTORY.createParser(decode(utf8))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Reason.NOT_JSON.because("an object expected");
      }
      Json.Obj object = object(parser, 1);
      if (parser.nextToken() != null) {
        throw Reason.NOT_JSON.because("something follows the object");
      }
      return object;
    } catch (IOException e) {
      throw Reason.NOT_JSON.because("malformed");
    }
  }

  private static String decode(byte[] utf8) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      if (text.startsWith("\uFEFF")) {
        throw Reason.NOT_JSON.because("byte order mark");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw Reason.NOT_JSON.because("not UTF-8");
    }
  }

  private static Json.Obj object(JsonParser parser, int depth) throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = interchangeable(parser.currentName());
      parser.nextToken();
      if (members.put(name, value(parser, depth)) != null) {
        throw Reason.DUPLICATE_MEMBER.because(name);
      }
    }
    return new Json.Obj(members);
  }

  private static Json.Arr array(JsonParser parser, int depth) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, depth));
    }
    return new Json.Arr(items);
  }

  private static Json value(JsonParser parser, int depth) throws IOException {
    if (depth >= MAX_DEPTH) {
      throw Reason.TOO_LARGE.because("nested deeper than " + MAX_DEPTH);
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser, depth + 1);
      case START_ARRAY -> array(parser, depth + 1);
      case VALUE_STRING -> new Json.Str(interchangeable(parser.getText()));
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case null, default -> throw Reason.NOT_JSON.because("null, a fraction or nothing");
    };
  }

  private static Json.Int integer(JsonParser parser) throws IOException {
    String text = parser.getText();
    if (text.length() > 17 || text.equals("-0")) {
      throw Reason.VALUE_INVALID.because("integer");
    }
    long value = Long.parseLong(text);
    if (Math.abs(value) > MAX_INTEGER) {
      throw Reason.VALUE_INVALID.because("integer beyond 2^53");
    }
    return new Json.Int(value);
  }

  /** RFC 7493 section 2.1. */
  private static String interchangeable(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
      boolean noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
      if (surrogate || noncharacter) {
        throw Reason.NOT_JSON.because("lone surrogate or noncharacter");
      }
      i += Character.charCount(c);
    }
    return text;
  }
}

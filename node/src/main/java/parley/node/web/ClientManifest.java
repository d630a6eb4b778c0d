package parley.node.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import parley.dossier.model.Digest;
import parley.dossier.model.Fingerprint;

/**
 * Every script, style and picture that a page of Parley may load, as the client's build lists them.
 *
 * @param digest of the manifest's own bytes: the name of this client as a whole
 * @param files the SHA-256 of each in base64url, by path
 */
public record ClientManifest(Digest digest, SortedMap<String, String> files) {
  static final String NAME = "manifest.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public ClientManifest {
    files = Collections.unmodifiableSortedMap(files);
  }

  /** Reads a manifest. */
  public static ClientManifest of(byte[] bytes) throws IOException {
    SortedMap<String, String> files =
        JSON.readValue(bytes, new TypeReference<TreeMap<String, String>>() {});
    return new ClientManifest(Digest.of(bytes), files);
  }

  /** By what people tell one client from another: six groups of five digits. */
  public String digits() {
    return Fingerprint.of(List.of(digest));
  }
}

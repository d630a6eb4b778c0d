package parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;

/**
 * A change of the room's keys in groups of 2, 8 and 32, step by step with the room's own code, in
 * one process of Node.js; and how much script the room's page loads.
 */
final class RoomKeys implements Measurement {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> SCRIPTS = List.of("room.js", "room-worker.js");

  @Override
  public String name() {
    return "room: change of keys, and size of the script";
  }

  @Override
  public List<Figure> measure(int repetitions, Path scratch) throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (String script : SCRIPTS) {
      figures.add(Figure.single(script + ", gzipped", "kB", kilobytes(script)));
    }
    Path client = Path.of(System.getProperty("parley.root", "."), "client").toAbsolutePath();
    Process process =
        new ProcessBuilder("npm", "run", "--silent", "bench", "--", Integer.toString(repetitions))
            .directory(client.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        figures.add(figure(JSON.readTree(line)));
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException("npm run bench ended with " + process.exitValue());
    }
    return figures;
  }

  private static Figure figure(JsonNode line) {
    String[] what = line.path("what").asText().split(", kB", 2);
    double[] values =
        StreamSupport.stream(line.path("values").spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    return new Figure(
        "%s, of %d members".formatted(what[0], line.path("members").asInt()),
        what.length > 1 ? "kB" : "ms",
        Distribution.of(values));
  }

  private static double kilobytes(String script) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (InputStream served = RoomKeys.class.getResourceAsStream("/assets/" + script);
        GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      if (served == null) {
        throw new IOException("no asset " + script);
      }
      served.transferTo(gzip);
    }
    return packed.size() / 1_000.0;
  }
}

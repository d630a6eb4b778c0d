package parley.node.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.dossier.wire.StrictJson;
import parley.line.Parcel;
import parley.node.trunk.ToldEnd;
import parley.node.trunk.TrackFormat;

/** What {@link CallRecord}s about trunks look like on the wire. */
final class TrunkRecords {
  private TrunkRecords() {}

  private record WireTrunk(RawValue end) {}

  private record WireTracks(RawValue tracks) {}

  private record WireLayers(String track, RawValue layers) {}

  static Object wire(CallRecord.OfTrunk record) {
    return switch (record) {
      case CallRecord.Trunk(var end) -> new WireTrunk(raw(end.json()));
      case CallRecord.Untrunk none -> none;
      case CallRecord.Tracks(var tracks) -> new WireTracks(raw(TrackFormat.write(tracks)));
      case CallRecord.Layers(var track, var layers) ->
          new WireLayers(track.value(), raw(TrackFormat.write(layers)));
    };
  }

  private static RawValue raw(Json json) {
    return new RawValue(json.text());
  }

  static CallRecord trunk(ObjectNode object) {
    return read(object, all -> new CallRecord.Trunk(ToldEnd.read(all.json("end"))));
  }

  static CallRecord tracks(ObjectNode object) {
    return read(object, all -> new CallRecord.Tracks(TrackFormat.read(all.json("tracks"))));
  }

  static CallRecord layers(ObjectNode object) {
    return read(
        object,
        all ->
            new CallRecord.Layers(
                all.string("track", TrackFormat::id), TrackFormat.layers(all.json("layers"))));
  }

  private static CallRecord read(ObjectNode object, Function<Members, CallRecord> reader) {
    byte[] utf8 = object.toString().getBytes(StandardCharsets.UTF_8);
    return Members.read(StrictJson.object(utf8, Parcel.MAX_BYTES), reader);
  }
}

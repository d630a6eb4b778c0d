package parley.node.room;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import parley.relay.MediaKind;
import parley.relay.PeerId;
import parley.relay.TrackId;
import parley.relay.TrunkTrack;

/** What {@link CallRecord}s about trunks look like on the wire. */
final class TrunkRecords {
  private TrunkRecords() {}

  record WireTrunk(long turn, int channel, List<WireAddress> candidates) {
    static WireTrunk of(CallRecord.Trunk trunk) {
      return new WireTrunk(
          trunk.turn(),
          trunk.channel(),
          trunk.candidates().stream()
              .map(each -> new WireAddress(each.getAddress().getHostAddress(), each.getPort()))
              .toList());
    }

    CallRecord.Trunk trunk() {
      List<InetSocketAddress> all = new ArrayList<>();
      for (WireAddress each : candidates) {
        // a literal: no name is looked up because another node says so
        all.add(new InetSocketAddress(InetAddress.ofLiteral(each.ip()), each.port()));
      }
      return new CallRecord.Trunk(turn, channel, all);
    }
  }

  record WireAddress(String ip, int port) {}

  record WireTracks(List<WireTrack> tracks) {
    static WireTracks of(CallRecord.Tracks tracks) {
      return new WireTracks(tracks.tracks().stream().map(WireTrack::of).toList());
    }

    CallRecord.Tracks read() {
      return new CallRecord.Tracks(tracks.stream().map(WireTrack::track).toList());
    }
  }

  record WireTrack(String id, String person, String name, boolean picture, List<WireLayer> layers) {
    static WireTrack of(TrunkTrack track) {
      return new WireTrack(
          track.id().value(),
          track.publisher().value(),
          track.name(),
          track.kind() == MediaKind.VIDEO,
          track.layers().stream()
              .map(layer -> new WireLayer(layer.ssrc(), layer.rtxSsrc()))
              .toList());
    }

    TrunkTrack track() {
      return new TrunkTrack(
          trackId(id),
          new PeerId(person),
          name,
          picture ? MediaKind.VIDEO : MediaKind.AUDIO,
          layers.stream().map(each -> new TrunkTrack.Layer(each.ssrc(), each.rtxSsrc())).toList());
    }
  }

  record WireLayer(long ssrc, long rtxSsrc) {}

  record WireLayers(String track, List<Integer> layers) {
    static WireLayers of(CallRecord.Layers wanted) {
      return new WireLayers(wanted.track().value(), wanted.layers().stream().sorted().toList());
    }

    CallRecord.Layers read() {
      return new CallRecord.Layers(trackId(track), new LinkedHashSet<>(layers));
    }
  }

  private static TrackId trackId(String text) {
    if (text.isEmpty() || text.length() > 64) {
      throw new IllegalArgumentException("track");
    }
    return new TrackId(text);
  }
}

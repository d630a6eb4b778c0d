package parley.relay.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import parley.relay.wire.RtpHeader;

/**
 * Which track and layer an SSRC belongs to. Declared SSRCs are known from the start; others are
 * learnt from the MID, RID and repaired RID header extensions (RFC 8843 section 9.2, RFC 8852).
 */
final class StreamTable {
  /** Bindings of one peer. A hostile peer gains nothing by more; four pictures need 24. */
  static final int CAPACITY = 64;

  private final List<Entry> entries = new ArrayList<>();
  private final List<IncomingTrack> tracks = new ArrayList<>();
  private ExtensionIds ids;

  /** An SSRC that is known. */
  record Entry(int ssrc, IncomingTrack track, int layer, boolean repair) {}

  StreamTable(ExtensionIds ids) {
    this.ids = ids;
  }

  void use(ExtensionIds extensionIds) {
    ids = extensionIds;
  }

  void add(IncomingTrack track) {
    tracks.add(track);
    TrackShape shape = track.shape();
    for (int layer = 0; layer < shape.declared().size(); layer++) {
      TrackShape.Declared declared = shape.declared().get(layer);
      bind(new Entry(declared.ssrc(), track, layer, false));
      if (declared.rtxSsrc() != 0) {
        bind(new Entry(declared.rtxSsrc(), track, layer, true));
      }
    }
  }

  void remove(IncomingTrack track) {
    tracks.remove(track);
    entries.removeIf(entry -> entry.track() == track);
  }

  List<IncomingTrack> tracks() {
    return tracks;
  }

  boolean isFull() {
    return entries.size() >= CAPACITY;
  }

  /** The index of the entry for an SSRC, or -1. Allocates nothing. */
  int find(int ssrc) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).ssrc() == ssrc) {
        return i;
      }
    }
    return -1;
  }

  Entry entry(int index) {
    return entries.get(index);
  }

  /**
   * Learns whose an unknown SSRC is from the packet's extensions: its index, or -1. A layer that
   * still sends keeps its SSRC, so that nobody can make the relay begin anew with every packet.
   */
  int learn(RtpHeader header, long nowNanos) {
    for (IncomingTrack track : tracks) {
      if (matches(header, ids.mid(), track.shape().mid())) {
        return learn(header, track, nowNanos);
      }
    }
    return -1;
  }

  private int learn(RtpHeader header, IncomingTrack track, long nowNanos) {
    TrackShape shape = track.shape();
    boolean repair = header.payloadType() != shape.payloadType();
    if (!shape.isSimulcast()) {
      return bindUnlessAlive(new Entry(header.ssrc(), track, 0, repair), nowNanos);
    }
    int extension = repair ? ids.repairedRid() : ids.rid();
    for (int layer = 0; layer < shape.rids().size(); layer++) {
      if (matches(header, extension, shape.rids().get(layer))) {
        return bindUnlessAlive(new Entry(header.ssrc(), track, layer, repair), nowNanos);
      }
    }
    return -1;
  }

  private int bindUnlessAlive(Entry entry, long nowNanos) {
    boolean taken = !entry.repair() && entry.track().layer(entry.layer()).isAlive(nowNanos);
    return taken ? -1 : bind(entry);
  }

  private int bind(Entry entry) {
    entries.removeIf(
        old ->
            old.ssrc() == entry.ssrc()
                || old.track() == entry.track()
                    && old.layer() == entry.layer()
                    && old.repair() == entry.repair());
    entries.add(entry);
    if (!entry.repair()) {
      entry.track().bind(entry.layer(), entry.ssrc());
    }
    return entries.size() - 1;
  }

  private static boolean matches(RtpHeader header, int id, String wanted) {
    int offset = id == 0 ? -1 : header.extensionOffset(id);
    if (offset < 0 || header.extensionLength(id) != wanted.length()) {
      return false;
    }
    String value =
        new String(header.buffer(), offset, wanted.length(), StandardCharsets.ISO_8859_1);
    return value.equals(wanted);
  }
}

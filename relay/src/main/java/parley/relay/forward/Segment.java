package parley.relay.forward;

import parley.relay.ingest.IncomingStream;

/** A run of packets of one layer with the same offsets: everything between two switches. */
final class Segment {
  IncomingStream stream;
  int layer = -1;
  long number = -1;
  long firstSource;
  long sequenceOffset;
  int timestampOffset;
  int pictureIdOffset;
  int tl0PicIdxOffset;
}

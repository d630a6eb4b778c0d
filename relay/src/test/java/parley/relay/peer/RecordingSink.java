package parley.relay.peer;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a transport hands up. */
public final class RecordingSink implements MediaSink {
  public final List<byte[]> rtp = new CopyOnWriteArrayList<>();
  public final List<byte[]> rtcp = new CopyOnWriteArrayList<>();
  public final List<CloseReason> closed = new CopyOnWriteArrayList<>();
  public volatile boolean connected;
  public boolean recording = true;

  @Override
  public void onConnected(long nowNanos) {
    connected = true;
  }

  @Override
  public void onRtp(long nowNanos, long arrivedNanos, byte[] buffer, int offset, int length) {
    if (recording) {
      rtp.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }
  }

  @Override
  public void onRtcp(long nowNanos, byte[] buffer, int offset, int length) {
    rtcp.add(Arrays.copyOfRange(buffer, offset, offset + length));
  }

  @Override
  public void onClosed(long nowNanos, CloseReason reason) {
    closed.add(reason);
  }
}

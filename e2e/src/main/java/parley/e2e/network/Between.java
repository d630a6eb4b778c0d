package parley.e2e.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * The network between two nodes, as a proxy that can be broken: their line (TCP) and their media
 * (UDP). Each node knows the other only by an address here. Losses are by a seed. Used by one
 * thread.
 */
public final class Between implements AutoCloseable {
  private final Passage there;
  private final Passage back;
  private final Streams toOne;
  private final Streams toOther;
  private final Datagrams media;

  /**
   * Open in both directions.
   *
   * @param one where the first node listens for its line
   * @param other where the second node does
   */
  public Between(InetSocketAddress one, InetSocketAddress other, long seed) {
    this(one, Place.HERE.door(), other, Place.HERE.door(), seed);
  }

  /**
   * The same where each node reaches it at another address.
   *
   * @param oneDoor where the first node does
   * @param otherDoor where the second node does
   */
  Between(
      InetSocketAddress one,
      InetAddress oneDoor,
      InetSocketAddress other,
      InetAddress otherDoor,
      long seed) {
    there = new Passage(seed);
    back = new Passage(seed + 1);
    toOther = new Streams(oneDoor, other, there, back);
    toOne = new Streams(otherDoor, one, back, there);
    media = new Datagrams(otherDoor, oneDoor, there, back);
  }

  /** How one node is reached by the other. */
  public record Addresses(InetSocketAddress line, InetSocketAddress media) {}

  /** How the second node reaches the first. */
  public Addresses one() {
    return new Addresses(toOne.address(), media.one());
  }

  /** How the first node reaches the second. */
  public Addresses other() {
    return new Addresses(toOther.address(), media.other());
  }

  /** Nothing passes any more. */
  public void cut() {
    cut(true, true);
  }

  /** Nothing passes from the first node to the second; what the second sends arrives. */
  public void cutOneWay() {
    cut(true, false);
  }

  /** Everything passes again. */
  public void resume() {
    cut(false, false);
  }

  private void cut(boolean thither, boolean hither) {
    there.cut(thither);
    back.cut(hither);
    toOne.deaf(thither || hither);
    toOther.deaf(thither || hither);
  }

  /** From now on this share of datagrams is lost either way, and everything is late by this. */
  public void impair(double loss, Duration delay) {
    impair(loss, delay, Duration.ZERO);
  }

  /** The same, with each datagram late by up to this much more; they stay in order. */
  public void impair(double loss, Duration delay, Duration jitter) {
    there.impair(loss, delay, jitter);
    back.impair(loss, delay, jitter);
  }

  /**
   * The first node has another address, and nobody was told: its connections break, the former
   * address leads nowhere, its datagrams come from another one.
   */
  public void moveOne() {
    toOne.close();
    toOther.reset();
    media.moveOne(back);
  }

  @Override
  public void close() {
    toOne.close();
    toOther.close();
    media.close();
  }
}

package parley.node.trunk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import parley.dossier.model.Reason;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.relay.TrunkEnd;

/**
 * One end of a trunk, as one side tells the other.
 *
 * @param channel what the other side puts on its datagrams
 * @param turn another wherever a channel number comes again for the same purpose under one
 *     connection, so that no keys come twice
 * @param candidates where its relay listens, best first
 */
public record ToldEnd(int channel, long turn, List<InetSocketAddress> candidates) {
  private static final int LEAST_CHANNEL = 0x4000;
  private static final int MOST_CHANNEL = 0x4FFF;
  private static final int MOST_CANDIDATES = 8;
  private static final int MOST_PORT = 65_535;
  private static final int MOST_IP = 64;

  public ToldEnd {
    candidates = List.copyOf(candidates);
    if (channel < LEAST_CHANNEL || channel > MOST_CHANNEL) {
      throw Reason.VALUE_INVALID.because("channel");
    }
    if (turn < 1) {
      throw Reason.VALUE_INVALID.because("turn");
    }
    if (candidates.isEmpty() || candidates.size() > MOST_CANDIDATES) {
      throw Reason.VALUE_INVALID.because("candidates");
    }
  }

  public static ToldEnd of(TrunkEnd own, long turn) {
    return new ToldEnd(
        own.channel(), turn, own.candidates().stream().limit(MOST_CANDIDATES).toList());
  }

  /**
   * Where to send what is for it: where the line leads, at the ports told, then at the addresses
   * told, which may be of another network. None of them makes this node send to itself or to its
   * neighbours, unless that is where the line leads.
   */
  List<InetSocketAddress> reachedOver(InetAddress line) {
    Set<InetSocketAddress> all = new LinkedHashSet<>();
    candidates.forEach(each -> all.add(new InetSocketAddress(line, each.getPort())));
    candidates.stream().filter(each -> mayBeTold(each.getAddress(), line)).forEach(all::add);
    return all.stream().limit(MOST_CANDIDATES).toList();
  }

  private static boolean mayBeTold(InetAddress told, InetAddress line) {
    boolean isNear = told.isLoopbackAddress() || told.isLinkLocalAddress();
    return !told.isAnyLocalAddress()
        && !told.isMulticastAddress()
        && (!isNear || line.isLoopbackAddress());
  }

  public Json json() {
    return Json.object()
        .put("channel", channel)
        .put("turn", turn)
        .put("candidates", new Json.Arr(candidates.stream().map(ToldEnd::json).toList()))
        .build();
  }

  private static Json json(InetSocketAddress candidate) {
    return Json.object()
        .put("ip", candidate.getAddress().getHostAddress())
        .put("port", candidate.getPort())
        .build();
  }

  public static ToldEnd read(Json json) {
    return Members.read(
        json,
        members ->
            new ToldEnd(
                Math.toIntExact(Math.clamp(members.integer("channel"), 0, Short.MAX_VALUE)),
                members.integer("turn"),
                members.list("candidates", item -> Members.read(item, ToldEnd::candidate))));
  }

  /** A literal: no name is looked up because another node says so. */
  private static InetSocketAddress candidate(Members members) {
    String ip = members.string("ip");
    long port = members.integer("port");
    if (ip.length() > MOST_IP || port < 1 || port > MOST_PORT) {
      throw Reason.VALUE_INVALID.because("candidate");
    }
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(ip), (int) port);
    } catch (IllegalArgumentException notAnAddress) {
      throw Reason.VALUE_INVALID.because("ip");
    }
  }
}

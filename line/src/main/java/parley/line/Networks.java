package parley.line;

import java.net.InetAddress;

/** Which addresses are of the public internet: what others name is not called inside a network. */
public final class Networks {
  private Networks() {}

  /** Whether it is no address of the public internet. */
  public static boolean isInside(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean isUniqueLocal = bytes.length == 16 && (first & 0xfe) == 0xfc;
    boolean isTranslated = bytes.length == 16 && first == 0 && second == 0x64;
    boolean isShared = bytes.length == 4 && first == 100 && (second & 0xc0) == 64;
    boolean isReserved = bytes.length == 4 && (first == 0 || first >= 240);
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isUniqueLocal
        || isTranslated
        || isShared
        || isReserved;
  }
}

// Whether a point lies on P-256 (FIPS 186-5, SP 800-186 section 3.2.1.3): y² = x³ - 3x + b.
import { type Bytes, numberOf } from "./bytes.ts";

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

export function isOnP256(x32: Bytes, y32: Bytes): boolean {
  const [x, y] = [numberOf(x32), numberOf(y32)];
  return x < P && y < P && (x * x * x - 3n * x + B - y * y) % P === 0n;
}

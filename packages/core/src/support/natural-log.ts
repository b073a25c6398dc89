const view = new DataView(new ArrayBuffer(8));
const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;

/**
 * The natural logarithm of a number above 0, the same to the last bit on every machine: engines and compilers may differ in `Math.log`, and then
 * arrivals would. Within 1 ulp. The method is that of `e_log.c` of FreeBSD's msun (Sun Microsystems, 1993).
 */
export function naturalLog(value: number): number {
  view.setFloat64(0, value);
  const high = view.getUint32(0);
  let exponent = (high >>> 20) - 1023;
  let mantissa = high & 0xfffff;
  // The fraction is brought between sqrt(2)/2 and sqrt(2).
  const step = (mantissa + 0x95f64) & 0x100000;
  view.setUint32(0, mantissa | (step ^ 0x3ff00000));
  exponent += step >>> 20;
  mantissa = view.getFloat64(0);
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd = z * (6.66666666666673513e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const half = 0.5 * f * f;
  return exponent * ln2High - (half - (s * (half + even + odd) + exponent * ln2Low) - f);
}

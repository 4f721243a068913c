// Unified social credit code, GB 32100-2015: 18 characters, the last one is a check character.
const SET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Capital letters without spaces or dashes, as printed on the licence. */
export const tidy = (text) => text.toUpperCase().replace(/[\s-]/g, '');

export const wellFormed = (code) => code.length === 18 && [...code].every((c) => SET.includes(c));

/** The check character that the first 17 ask for: (31 − Σ value·3^i mod 31) mod 31. */
export function checkCharacter(code) {
  let weight = 1;
  let sum = 0;
  for (const c of code.slice(0, 17)) {
    sum += SET.indexOf(c) * weight;
    weight = (weight * 3) % 31;
  }
  return SET[(31 - (sum % 31)) % 31];
}

export const checks = (code) => wellFormed(code) && checkCharacter(code) === code[17];

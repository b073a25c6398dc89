import type { Random } from '@rushhour/core';

const words =
  'about account across action after agreed along amount answer approach area around available balance because before better between board branch budget build business calendar capacity careful center change channel choice clear client closed common company complete condition contract control copy cost current customer daily date decision default delivery department design detail different direct draft early effect entry estimate event example expected figure final first following forecast form forward four further general given good group growth half history home hour however important improve include income increase inside interest internal invoice issue item joint known large latest launch level limit line local long lower main manager margin market material matter measure meeting member method middle minute model month morning moving near needed network never next normal note number offer office often older open order other output outside overall owner page paper part partner past payment people period place plan point policy position possible present price primary problem process product profit program project promise proposal public quality quarter question quick range rate ready reason recent record region regular release remain report request result review right risk round sales sample schedule second section select sender series service several shared short signed simple single size small source spring staff stage standard start state step stock store strong summary summer supply support survey system table target team term test third three today together total track trade travel trend under unit until update usual value version view visit volume week while whole winter within without work written year yesterday'.split(
    ' ',
  );

/** A plain word in small letters. */
export function drawWord(random: Random): string {
  return words[random.below(words.length)] ?? 'word';
}

/** A sentence of plain words, 5 to 14 of them, without a line break. */
export function drawSentence(random: Random): string {
  const sentence = Array.from({ length: 5 + random.below(10) }, () => drawWord(random)).join(' ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** Sentences cut to exactly so many characters; nothing for less than one. */
export function drawText(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += `${text === '' ? '' : ' '}${drawSentence(random)}`;
  return text.slice(0, Math.max(0, length)).replace(/ $/, '.');
}

// A browser's long name of itself in two words, for people.
import {need, t} from '../i18n.js';

await need('records.');

/** the first that fits: most browsers also call themselves by the names of those before them */
const BROWSERS = [[/MicroMessenger/, 'device.wechat'], [/DingTalk/, 'device.dingtalk'], [/Edg\w*\//, 'Edge'], [/OPR\//, 'Opera'], [/QQBrowser/, 'QQ'], [/Firefox\//, 'Firefox'], [/Chrom(e|ium)\//, 'Chrome'], [/Safari\//, 'Safari'], [/^curl\//, 'curl'], [/Java/, 'Java']];
const SYSTEMS = [[/iPhone|iPad/, 'iOS'], [/HarmonyOS|OpenHarmony/, 'HarmonyOS'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux|X11/, 'Linux']];

const first = (list, agent) => list.find(([form]) => form.test(agent))?.[1];
const say = (name) => (name?.startsWith('device.') ? t(name) : name);

export function device(agent) {
  const found = [say(first(BROWSERS, agent ?? '')), first(SYSTEMS, agent ?? '')].filter(Boolean);
  return found.length ? found.join(' · ') : t('device.unknown');
}

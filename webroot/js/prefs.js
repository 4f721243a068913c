/* Classic script, runs before the first paint: puts the reader's wishes on <html>. */
(function () {
  'use strict';
  var root = document.documentElement;
  var dark = matchMedia('(prefers-color-scheme: dark)');
  var more = matchMedia('(prefers-contrast: more)');
  var wishes = {};
  // who was signed in a moment ago most likely still is: 登录 is not shown until that is known
  try { if (localStorage.getItem('yq-signed-in')) root.classList.add('yq-signed'); } catch (e) { /* storage may be forbidden */ }
  try { wishes = JSON.parse(localStorage.getItem('yq-prefs')) || {}; } catch (e) { /* storage may be forbidden */ }

  function apply() {
    var theme = wishes.theme || 'auto';
    root.dataset.theme = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
    root.dataset.text = wishes.text || '100';
    root.dataset.contrast = wishes.contrast === 'more' || (!wishes.contrast && more.matches) ? 'more' : 'normal';
    root.dataset.motion = wishes.motion || 'normal';
    root.dataset.cursor = wishes.cursor || 'normal';
    root.dataset.simple = wishes.simple || 'off';
    root.lang = wishes.lang === 'en' ? 'en' : 'zh-CN';
  }

  // the HTML is Chinese: whoever reads English sees it once it is translated, or as it is when no script comes
  function wait() {
    if (root.lang !== 'en' || 'both' in root.dataset) return;
    root.classList.add('yq-foreign');
    setTimeout(function () { root.classList.remove('yq-foreign'); }, 4000);
  }

  window.yqPrefs = {
    get: function (name) { return wishes[name]; },
    set: function (name, value) {
      wishes[name] = value;
      try { localStorage.setItem('yq-prefs', JSON.stringify(wishes)); } catch (e) { /* lasts for this page only */ }
      apply();
    }
  };
  root.classList.add('yq-js');
  if (!HTMLScriptElement.supports || !HTMLScriptElement.supports('importmap')) root.classList.add('yq-no-modules');
  apply();
  wait();
  dark.addEventListener('change', apply);
  more.addEventListener('change', apply);
  addEventListener('storage', function (e) {
    if (e.key === 'yq-prefs' && e.newValue) { wishes = JSON.parse(e.newValue); apply(); }
  });
})();

/** Light and dark: the system's choice until the person makes their own, which is remembered. */

const key = 'theme';

/** Applies the remembered choice and makes `button` change it. */
export function createTheme(button) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (remembered() ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const apply = () => {
    document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
    button.setAttribute('aria-pressed', String(isDark()));
  };
  system.addEventListener('change', apply);
  button.addEventListener('click', () => {
    remember(isDark() ? 'light' : 'dark');
    apply();
  });
  apply();
}

/** Storage may be forbidden; then the choice lives as long as the page. */
let chosen;

function remembered() {
  try {
    return localStorage.getItem(key) ?? chosen;
  } catch {
    return chosen;
  }
}

function remember(value) {
  chosen = value;
  try {
    localStorage.setItem(key, value);
  } catch {
    chosen = value;
  }
}

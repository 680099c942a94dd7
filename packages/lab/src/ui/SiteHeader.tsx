import type { ComponentChildren } from 'preact';

/** The pages of the site: adding one is an HTML file with its script, its name in vite.config.js, and a line here. */
const pages = {
  story: { file: './index.html', text: 'Story' },
  lab: { file: './lab.html', text: 'Lab' },
} as const;

export interface SiteHeaderProps {
  readonly current: keyof typeof pages;
  /** What the other page's address carries over, after `#`. */
  readonly hash?: string;
  readonly children?: ComponentChildren;
}

/** The name, and the way from page to page. */
export function SiteHeader({ current, hash = '', children }: SiteHeaderProps) {
  return (
    <header class="site">
      <a class="skip" href="#main">
        To the content
      </a>
      <p class="brand">
        <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
          <rect x="2" y="3" width="3.4" height="16" rx="1.2" fill="currentColor" />
          <rect x="7.2" y="7.5" width="3.4" height="11.5" rx="1.2" fill="currentColor" opacity="0.7" />
          <rect x="12.4" y="12" width="3.4" height="7" rx="1.2" fill="currentColor" opacity="0.45" />
          <rect x="17.6" y="16" width="3.4" height="3" rx="1.2" fill="currentColor" opacity="0.25" />
        </svg>
        Gradscope
      </p>
      <nav aria-label="Pages">
        {Object.entries(pages).map(([page, { file, text }]) => (
          <a
            key={page}
            href={`${file}${hash && `#${hash}`}`}
            aria-current={current === page ? 'page' : undefined}
          >
            {text}
          </a>
        ))}
      </nav>
      {children}
    </header>
  );
}

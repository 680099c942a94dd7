import type { ComponentChildren } from 'preact';

/**
 * The pages of the site. To add one: an HTML file with its script, its name in vite.config.js, and a line
 * here.
 */
const pages = {
  story: { file: './index.html', text: 'Story' },
  lab: { file: './lab.html', text: 'Lab' },
  map: { file: './map.html', text: 'Map' },
} as const;

const pageNames = Object.keys(pages) as (keyof typeof pages)[];

export interface SiteHeaderProps {
  readonly current: keyof typeof pages;
  /** The hashes of the links to other pages. */
  readonly hashes?: Partial<Readonly<Record<keyof typeof pages, string>>>;
  readonly children?: ComponentChildren;
}

/** The name of the site, and links to its pages. */
export function SiteHeader({ current, hashes = {}, children }: SiteHeaderProps) {
  return (
    <header id="site" class="site">
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
        {pageNames.map(page => (
          <a
            key={page}
            href={`${pages[page].file}${hashes[page] ? `#${hashes[page]}` : ''}`}
            aria-current={current === page ? 'page' : undefined}
          >
            {pages[page].text}
          </a>
        ))}
      </nav>
      {children}
    </header>
  );
}

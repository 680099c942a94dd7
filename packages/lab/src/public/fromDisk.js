// Says why a page that was opened from disk stays empty: there a browser runs no module and starts no worker. So this is a
// classic script, which it does run.
if (location.protocol === 'file:') {
  const file = location.pathname.split('/').pop();
  const line = (tag, text) => {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  };
  const notice = document.createElement('main');
  notice.style.cssText =
    'max-width: 42rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif';
  notice.append(
    line('h1', 'This page needs a server'),
    line(
      'p',
      'It was opened from disk. A browser does not let such a page load its scripts or start the workers that train networks. A server on this computer is enough: nothing leaves it.',
    ),
    line('p', 'Where Gradscope is installed, type in a terminal'),
    line('pre', 'npx gradscope lab'),
    line('p', 'or, in the folder of this page,'),
    line('pre', 'python3 -m http.server 8000 --bind 127.0.0.1'),
    line(
      'p',
      `The first prints the address of the lab and opens it. With the second, open http://127.0.0.1:8000/${file}`,
    ),
  );
  document.getElementById('page').replaceWith(notice);
}

/** A style sheet that comes with the code which is fetched. */
declare module '*.css';

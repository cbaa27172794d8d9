import { css } from 'lit';

export const pointsStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin-bottom: 8px;
  }
  .find {
    flex: 0 1 220px;
    min-width: 0;
    min-height: 36px;
    padding: 6px 12px;
    border: 1px solid transparent;
    border-bottom-color: var(--edge);
    border-radius: var(--radius) var(--radius) 2px 2px;
    background: var(--surface);
  }
  .find::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
  .find:focus {
    outline: 2px solid var(--accent);
    outline-offset: -1px;
  }
  .lost:not(:empty) {
    margin: -4px 0 8px;
  }
  .lost {
    color: var(--wrong);
    font-size: var(--size-small);
  }
  .zoom {
    display: flex;
    gap: 4px;
    margin-left: auto;
  }
  .tool {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    color: var(--ink-soft);
    background: var(--surface);
  }
  .tool:hover:not(:disabled) {
    background: var(--surface-strong);
    color: var(--ink);
  }
  .wheel {
    position: absolute;
    inset: auto 0 12px;
    width: fit-content;
    max-width: calc(100% - 24px);
    margin: 0 auto;
    padding: 4px 12px;
    border-radius: var(--radius);
    background: var(--ink);
    color: var(--on-ink);
    font-size: var(--size-small);
    pointer-events: none;
  }
  .map {
    position: relative;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    cursor: grab;
    touch-action: pan-x pan-y;
    user-select: none;
    -webkit-user-select: none;
  }
  .map:active {
    cursor: grabbing;
  }
  .held {
    touch-action: none;
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .tip {
    position: absolute;
    top: 0;
    left: 0;
    display: grid;
    max-width: 220px;
    padding: 4px 8px;
    border-radius: var(--radius);
    background: var(--ink);
    color: var(--on-ink);
    font-size: var(--size-small);
    line-height: 1.4;
    overflow-wrap: anywhere;
    pointer-events: none;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
    min-height: 24px;
    margin-top: 8px;
    font-size: var(--size-small);
    color: var(--ink-soft);
  }
  .scale {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .ramp {
    width: 72px;
    height: 8px;
    border-radius: 4px;
    background: linear-gradient(
      90deg,
      color-mix(in srgb, var(--positive), var(--ink)),
      var(--positive),
      var(--edge)
    );
  }
  .reading {
    flex: 1 1 240px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
`;

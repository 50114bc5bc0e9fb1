import { px, type Shape } from '#scene/shape'

/** One shape as an SVG element. Its role is its class: the style sheet knows how it looks. */
export function ShapeView({ shape }: { readonly shape: Shape }) {
  switch (shape.kind) {
    case 'rect':
      return (
        <rect
          class={shape.role}
          x={px(shape.x)}
          y={px(shape.y)}
          width={px(shape.width)}
          height={px(shape.height)}
          rx={shape.radius}
        />
      )
    case 'path':
      return <path class={shape.role} d={shape.d} />
    case 'text':
      return (
        <text class={shape.role} x={px(shape.x)} y={shape.y} text-anchor={shape.anchor}>
          {shape.text}
        </text>
      )
  }
}

/** Shapes that keep their place in the list keep their element, so that a movement can glide. */
export function ShapeList({ shapes }: { readonly shapes: readonly Shape[] }) {
  return (
    <>
      {shapes.map((shape, i) => (
        <ShapeView key={`${shape.role} ${i}`} shape={shape} />
      ))}
    </>
  )
}

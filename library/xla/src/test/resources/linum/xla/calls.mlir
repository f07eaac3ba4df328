module @jit {
  func.func public @main(%arg0: tensor<3xf32>) -> (tensor<3xf32>) {
    %0 = func.call @twice(%arg0) : (tensor<3xf32>) -> tensor<3xf32>
    %1 = func.call @twice(%0) : (tensor<3xf32>) -> tensor<3xf32>
    return %1 : tensor<3xf32>
  }
  func.func private @twice(%arg0: tensor<3xf32>) -> (tensor<3xf32>) {
    %0 = stablehlo.constant dense<2.0> : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<3xf32>
    return %2 : tensor<3xf32>
  }
}
